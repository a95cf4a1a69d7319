"""What error pages show of the request that failed."""
