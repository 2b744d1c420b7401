"""Which of their codes say what rules of faceplate say, found out by running each tool."""
