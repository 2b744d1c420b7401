"""The source of an app, read by interpretation: nothing of it is run."""
