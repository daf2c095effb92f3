"""Sends messages to phones through the gateway of the telecom partner."""

import requests

GATEWAY = "https://gateway.partner.internal/messages"


def send(phone: str, text: str) -> str:
    response = requests.post(GATEWAY, json={"to": phone, "text": text}, timeout=10, verify="/etc/tulip/ca.pem")
    response.raise_for_status()
    return response.json()["id"]
