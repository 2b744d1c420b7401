from lamps._events import EventListener


class ComponentMeta(type):
    def __new__(cls, name, bases, attrs):
        for event in attrs.get("EVENTS", []):
            event = event if isinstance(event, EventListener) else EventListener(event)
            attrs[event.event_name] = event.listener
        return super().__new__(cls, name, bases, attrs)


class Component(metaclass=ComponentMeta):
    EVENTS = []

    def __init__(self, value: str = ""):
        """
        Parameters:
            value: What it shows.
        """
