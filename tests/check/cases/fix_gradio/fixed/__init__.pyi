from typing import Any

class Knob:
    def turn(
        self,
        fn: Any = None,
        inputs: Any = None,
        outputs: Any = None,
        queue: bool = True,
        limit=None,
    ) -> None:
        """Call a function when it is turned.

        Parameters:
            fn: What to call.
            queue: Whether calls wait for each other.
        """
    def press(self, fn=None, inputs=None, outputs=None, queue=True, limit=None): ...
