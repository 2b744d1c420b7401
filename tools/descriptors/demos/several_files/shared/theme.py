title = "Translator"
css = """
.gradio-container {max-width: 800px}
"""
