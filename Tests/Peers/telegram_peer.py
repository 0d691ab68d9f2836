"""Drives the simulator's Telegram dialect with python-telegram-bot: proof that it speaks the real one.

usage: telegram_peer.py BASE_URL TOKEN CHAT USER   (the simulator already holds two messages of USER in CHAT)
Prints one line `ok: …` for each thing that held; exits 1 at the first that does not.
"""
import asyncio
import json
import sys
import urllib.request

from telegram import Bot, MessageEntity, ReplyParameters
from telegram.error import BadRequest, InvalidToken, RetryAfter
from telegram.request import HTTPXRequest

base, token, chat, user = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])


def check(holds, what):
    print(("ok: " if holds else "FAILED: ") + what, flush=True)
    if not holds:
        sys.exit(1)


def tell(path, body):
    request = urllib.request.Request(base + path, json.dumps(body).encode(), {"Content-Type": "application/json"})
    urllib.request.urlopen(request).read()


def bot_of(token):
    return Bot(token, base_url=base + "/bot", request=HTTPXRequest(), get_updates_request=HTTPXRequest())


async def main():
    async with bot_of(token) as bot:
        me = await bot.get_me()
        check(me.is_bot and me.username, "getMe names a bot")
        updates = await bot.get_updates(timeout=1, allowed_updates=["message"])
        check(len(updates) == 2, f"two updates wait, got {len(updates)}")
        message = updates[0].message
        check(message.chat.id == chat and message.from_user.id == user, "chat and sender are the ones that spoke")
        check(not message.from_user.is_bot and message.text and message.date is not None, "text, date and author are there")
        again = await bot.get_updates(offset=updates[1].update_id, timeout=0)
        check([u.update_id for u in again] == [updates[1].update_id], "an offset confirms what lies below it")
        name = "@" + message.from_user.first_name
        sent = await bot.send_message(
            chat, name + " 看一下", reply_parameters=ReplyParameters(message.message_id),
            entities=[MessageEntity(MessageEntity.TEXT_MENTION, 0, len(name), user=message.from_user)])
        check(sent.message_id > message.message_id and sent.from_user.id == me.id, "sendMessage returns our message")
        check(sent.reply_to_message.message_id == message.message_id, "the answer quotes its message")
        check(sent.entities[0].user.id == user, "a mention by entity is kept")
        try:
            await bot.send_message(chat, "长" * 4097)
            check(False, "4,097 characters are refused")
        except BadRequest as error:
            check("too long" in str(error), "4,097 characters are refused")
        try:
            await bot.send_message(-424242, "谁")
            check(False, "an unknown chat is refused")
        except BadRequest as error:
            check("chat not found" in str(error).lower(), "an unknown chat is refused")
        tell("/sim/faults", {"faults": "telegram.sendMessage:429=3"})
        try:
            await bot.send_message(chat, "太快")
            check(False, "a flood is told to wait")
        except RetryAfter as error:
            seconds = error.retry_after if isinstance(error.retry_after, int) else error.retry_after.total_seconds()
            check(seconds == 3, "a flood is told to wait 3 s")
    try:
        async with bot_of("1:wrong"):
            check(False, "a wrong token is refused")
    except InvalidToken:
        check(True, "a wrong token is refused")
    print("ok: done")


asyncio.run(main())
