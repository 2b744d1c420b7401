"""What a release of a library breaks in code that was written for another one.

app -> what its names and calls mean in either release -> impacts -> edits of the app
"""
