"""What reviewers read and sign by hand (送审稿), and the texts that were signed before."""
