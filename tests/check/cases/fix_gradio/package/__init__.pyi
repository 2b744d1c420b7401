from typing import Any

class Knob:
    def turn(
        self,
        fn: Any = None,
        inputs: Any = None,
        every: float | None = None,
        outputs: Any = None,
        queue: bool = True,
    ) -> None:
        """Call a function when it is turned.

        Parameters:
            fn: What to call.
            every: How often.
            queue: Whether calls wait for each other.
        """
    def press(self, fn=None, inputs=None, outputs=None, queue=True, limit=None, every=None): ...
