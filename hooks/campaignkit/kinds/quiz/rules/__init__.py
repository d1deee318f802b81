"""Rules that hold for quizzes alone."""
