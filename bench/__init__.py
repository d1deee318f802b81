"""What `make bench` measures: the same profiles rendered by this project and by others."""
