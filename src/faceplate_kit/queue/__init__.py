"""The queue: who may run now, who waits, and who is told what.

It knows nothing of HTTP and nothing of components. What it runs is a `Work`, whom it tells is a
`Job`, and it is plain asyncio, so that its promises can be tested alone: no group runs more at a
time than its limit, no job is lost, and nothing is left behind.
"""

from faceplate_kit.queue.engine import ClosedError, Engine, FullError
from faceplate_kit.queue.job import Job, Work
from faceplate_kit.queue.messages import Estimate, Failure, Message, Result, Start, Step, Stop

__all__ = [
    "ClosedError",
    "Engine",
    "Estimate",
    "Failure",
    "FullError",
    "Job",
    "Message",
    "Result",
    "Start",
    "Step",
    "Stop",
    "Work",
]
