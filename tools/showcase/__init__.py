"""Makes what faceplate makes of its own kit, and proves that pages, descriptor and kit agree."""
