"""The descriptor of an app's script by reading it and its library, without running either."""
