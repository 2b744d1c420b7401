"""A script."""

import package

package.panel(package.Knob("a"), package.Knob("b"))
