"""A gate on the way to a server on loopback: lets connections through, holds them as a cut line does, or shuts.

usage: tcp_gate.py PORT
Prints the port of the gate. Then obeys the words on its standard input, and repeats each once it holds:
  hold   nothing more gets through in either direction; what comes is kept, and new connections hear nothing
  shut   every connection is closed, and so is each new one
  open   everything gets through again, also what was held
"""
import asyncio
import sys


class Gate:
    def __init__(self, port):
        self.port = port
        self.flows = asyncio.Event()
        self.flows.set()
        self.is_shut = False
        self.writers = set()

    async def pump(self, reader, writer):
        """Carries one direction until its end."""
        try:
            while data := await reader.read(65536):
                await self.flows.wait()
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # The other side is gone; so is this one.
        finally:
            writer.close()

    async def serve(self, reader, writer):
        await self.flows.wait()
        if self.is_shut:
            writer.close()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
        except OSError:
            writer.close()
            return
        pair = {writer, far_writer}
        self.writers |= pair
        await asyncio.gather(self.pump(reader, far_writer), self.pump(far_reader, writer))
        self.writers -= pair

    def obey(self, word):
        self.is_shut = word == "shut"
        if word == "hold":
            self.flows.clear()
        else:
            self.flows.set()
        if self.is_shut:
            for writer in self.writers:
                writer.transport.abort()


async def main():
    gate = Gate(int(sys.argv[1]))
    server = await asyncio.start_server(gate.serve, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        gate.obey(line.decode().strip())
        print(line.decode().strip(), flush=True)


asyncio.run(main())
