"""What operators watch the system by, and what people are told when it fails."""
