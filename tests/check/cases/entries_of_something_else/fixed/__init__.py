"""Lines that look like entries and are about something else."""

from elsewhere import register


def merge(knob, overlap="error"):
    """Merge two knobs.

    @param  knob    The other knob.
    @param  overlap What to do where both begin at one angle:
                    - error: raise an error
                    - ignore: leave the other alone
    """


def scrape(angle, speed=None):
    """Scrape the knob.

    Args:
        angle (float): How far.
        speed: How fast (optional).
        Must be slow.
        Default: 0.5
        Unit: turns a second
    """


def take(event, *, place=None, **options):
    """Take what happens.

    Args:
        event: What it is called.
        **options: Further settings, among them:
            place: Where it happened.
            moment: When it happened.
    """


def hand_on(*knobs, place=None):
    """Hand knobs on.

    Args:
        *knobs: The knobs; by name also
            place: Where they go.
    """


def put(event, place=None, moment=None):
    """Put something somewhere.

    Args:
        event: What it is called.
        place: Where it happens.
        moment: When it happens.
    """


@register.tag
def indented(parser, token):
    """Indent what stands between two tags.

    Arguments:
        level - How far.
        statement - When.
    """


@register.tag
def widened(parser, token):
    """Widen what stands between two tags.

    Arguments:
        parse - What reads them.
    """


def bind(angle, Speed=1):
    """Bind a knob, whose parameters may begin with capitals.

    Args:
        angle: How far.
        Speed: How fast.
    """
