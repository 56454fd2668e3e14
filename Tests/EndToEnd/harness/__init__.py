"""What the end-to-end tests stand on: a scriptable provider, the real binary, and clients that show raw bytes."""
