import Glibc

/// One accepted connection of the load server: what has come and is not read yet, what is to go and is not written yet.
struct LoadConnection {
    let socket: Int32
    /// The poll that waits for messages on this connection.
    var held: LoadRelay.HeldPoll?
    private var input: [UInt8] = []
    private var output: [UInt8] = []
    /// Whether nothing more will be read: the peer closed, or said what is no request.
    private(set) var isClosing = false
    /// Whether it can be closed.
    private(set) var isOver = false

    init(socket: Int32) { self.socket = socket }

    /// Whether bytes wait to be written.
    var wantsToWrite: Bool { !output.isEmpty }

    /// Reads what has come, through a buffer that all connections share.
    mutating func receive(through buffer: UnsafeMutableRawBufferPointer) {
        while !isClosing {
            let count = recv(socket, buffer.baseAddress, buffer.count, 0)
            if count > 0 {
                input.append(contentsOf: buffer[..<count])
                // A short read has emptied the socket; asking again would only be told so.
                if count < buffer.count { return }
            } else if count == 0 {
                isClosing = true
                isOver = output.isEmpty
            } else if errno != EINTR {
                if errno != EAGAIN { fail() }
                return
            }
        }
    }

    /// Takes the next whole request; nil where none has come.
    mutating func next() -> LoadRequest? {
        guard !input.isEmpty, held == nil else { return nil }
        switch input.withUnsafeBufferPointer({ LoadRequest.read($0) }) {
        case .partial: return nil
        case .whole(let request, let length):
            if length == input.count {
                input.removeAll(keepingCapacity: true)
            } else {
                input.removeFirst(length)
            }
            return request
        case .broken(let status):
            input.removeAll()
            isClosing = true
            send(LoadReply(status: status, json: #"{"error":"no request"}"#))
            isOver = output.isEmpty
            return nil
        }
    }

    /// Sends an answer, or keeps what the socket does not take now.
    mutating func send(_ reply: LoadReply) {
        reply.write(to: &output)
        flush()
    }

    /// Writes what waits.
    mutating func flush() {
        while !output.isEmpty {
            let count = output.withUnsafeBytes {
                Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count == output.count {
                output.removeAll(keepingCapacity: true)
            } else if count > 0 {
                output.removeFirst(count)
            } else if errno != EINTR {
                if errno != EAGAIN { fail() }
                return
            }
        }
        if isClosing { isOver = true }
    }

    private mutating func fail() {
        isClosing = true
        isOver = true
    }
}

/// An answer of the load server.
struct LoadReply {
    var status: Int
    /// The body, a JSON text.
    var json: [UInt8]

    init(status: Int = 200, json: [UInt8]) {
        self.status = status
        self.json = json
    }

    init(status: Int = 200, json: String) { self.init(status: status, json: Array(json.utf8)) }

    /// A refusal that says what was wrong.
    static func refusal(_ status: Int, _ what: StaticString) -> LoadReply {
        LoadReply(status: status, json: #"{"error":"\#(what)"}"#)
    }

    /// Appends the answer as it goes over the wire; connections stay open.
    func write(to output: inout [UInt8]) {
        output += "HTTP/1.1 ".utf8
        output += String(status).utf8
        output += " \r\nContent-Type: application/json\r\nContent-Length: ".utf8
        output += String(json.count).utf8
        output += "\r\n\r\n".utf8
        output += json
    }
}
