"""What buyers, producers and the centre are told, and how it reaches them.

An "order_message" is turned into one "email" or "sms" for each reader. Each of these has a key
of its own, so a handler that runs twice writes nothing twice. Between a mail server or gateway
taking a message and the outbox noting it a crash can still send it again: the SMS gateway gets
an Idempotency-Key and a mail a Message-ID that stay the same, so that they can tell.
"""
