from transformers import pipeline

LANGUAGES = {"English": "eng", "French": "fra", "German": "deu"}
_pipes = {}


def translate(text: str, source: str, target: str) -> str:
    key = source, target
    if key not in _pipes:
        _pipes[key] = pipeline(
            "translation", src_lang=LANGUAGES[source], tgt_lang=LANGUAGES[target]
        )
    return _pipes[key](text)[0]["translation_text"]
