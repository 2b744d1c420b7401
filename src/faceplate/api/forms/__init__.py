"""The forms in which a descriptor is written, one file each."""
