"""What can be read in a file that readers download: text with its place, and a picture's facts.

`read` takes the bytes of a Word, Excel, PowerPoint, OpenDocument, PDF, text, ZIP or picture file.
It never raises for what a file holds: what is broken, encrypted or too large is a `Fault`.
"""

from campaignkit.attachments.file_extract import Extract, Fault, PictureFacts, Piece
from campaignkit.attachments.read_attachment import MAX_FILE_BYTES, read

__all__ = ["MAX_FILE_BYTES", "Extract", "Fault", "PictureFacts", "Piece", "read"]
