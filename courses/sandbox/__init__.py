"""A stand-in for Stripe on loopback: speaks the calls this project makes, keeps state, sends signed webhooks.

Only the standard library, and nothing of Django or of our own code: what it checks, it must know by itself.
"""
