import Glibc

/// The load server's work: waits for its sockets and the schedule, reads, judges, answers.
struct LoadLoop {
    /// More are not accepted until others end; a gateway has some dozens.
    private static let mostConnections = 1024
    /// The longest it waits without looking whether it is to stop, in milliseconds.
    private static let longestWait: Int32 = 50

    private let listener: Int32
    private let bell: Int32
    private var connections: [LoadConnection] = []
    /// The listener and the bell, then the connections in their order.
    private var watched: [pollfd] = []
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)

    init(listener: Int32, bell: Int32) {
        self.listener = listener
        self.bell = bell
    }

    /// Sleeps until a socket is ready or the bell rings.
    mutating func wait() {
        watched.removeAll(keepingCapacity: true)
        let accepts = connections.count < Self.mostConnections
        watched.append(pollfd(fd: listener, events: accepts ? Int16(POLLIN) : 0, revents: 0))
        watched.append(pollfd(fd: bell, events: Int16(POLLIN), revents: 0))
        for connection in connections {
            var events = connection.isClosing ? 0 : Int16(POLLIN)
            if connection.wantsToWrite { events |= Int16(POLLOUT) }
            watched.append(pollfd(fd: connection.socket, events: events, revents: 0))
        }
        if poll(&watched, nfds_t(watched.count), Self.longestWait) < 0 {
            // Interrupted: nothing is known of any socket.
            for index in watched.indices { watched[index].revents = 0 }
        }
    }

    /// Does what the last wait found, then hands out what there is.
    mutating func work(_ site: inout LoadSite) {
        for index in connections.indices where watched[index + 2].revents != 0 {
            let events = watched[index + 2].revents
            if events & Int16(POLLOUT) != 0 { connections[index].flush() }
            if events & ~Int16(POLLOUT) != 0 { connections[index].receive(through: buffer) }
            while let request = connections[index].next() {
                switch site.answer(request, now: LoadServer.now) {
                case .reply(let reply): connections[index].send(reply)
                case .hold(let poll): connections[index].held = poll
                }
            }
        }
        // What rang is done in any case; the bytes only wake.
        if watched[1].revents != 0 { _ = read(bell, buffer.baseAddress, buffer.count) }
        let now = LoadServer.now
        site.relay?.sayWhatIsDue(now)
        for index in connections.indices {
            guard let poll = connections[index].held else { continue }
            guard let reply = site.relay?.resume(poll, now: now) else { continue }
            connections[index].held = nil
            connections[index].send(reply)
        }
        let hasNew = watched[0].revents != 0
        if connections.contains(where: \.isOver) {
            for connection in connections where connection.isOver { Glibc.close(connection.socket) }
            connections.removeAll(where: \.isOver)
        }
        if hasNew { accept() }
    }

    /// Closes all.
    mutating func close() {
        for connection in connections { Glibc.close(connection.socket) }
        connections = []
        Glibc.close(listener)
        buffer.deallocate()
    }

    private mutating func accept() {
        while connections.count < Self.mostConnections {
            let socket = Glibc.accept(listener, nil, nil)
            guard socket >= 0 else { return }
            _ = fcntl(socket, F_SETFL, O_NONBLOCK)
            var isOn: Int32 = 1
            setsockopt(
                socket, Int32(IPPROTO_TCP), TCP_NODELAY, &isOn, socklen_t(MemoryLayout<Int32>.size))
            connections.append(LoadConnection(socket: socket))
        }
    }
}
