def host(address: str) -> str:
    """Give the host of an address.

    Args:
        address: The address.

    Examples:
        host("http://knobs.example/turn") -> "knobs.example"
        host("knobs.example:80") -> "knobs.example"
    """
    return address
