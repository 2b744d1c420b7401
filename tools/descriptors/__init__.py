"""Compares descriptors with what releases of Gradio and their own clients say of the same apps."""
