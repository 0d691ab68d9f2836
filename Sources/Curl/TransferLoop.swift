import CCurl

/// The life of the transfers: taken in, let through, performed, finished.
///
/// Lives on the transfer thread alone.
final class TransferLoop {
    private let thread: TransferThread
    private let multi: UnsafeMutableRawPointer
    private let configuration: CurlConfiguration
    /// All that wait or run; this keeps the contexts alive that libcurl points to.
    private var transfers: [UInt64: Transfer] = [:]
    private var lanes: TransferLanes<Transfer>
    /// Reset handles for the transfers to come: making one costs more than a request.
    private var spareHandles: [UnsafeMutableRawPointer] = []
    /// No transfer's deadline is earlier than this; it may be one that has finished since.
    private var nextDeadline: ContinuousClock.Instant?

    init(thread: TransferThread, multi: UnsafeMutableRawPointer, configuration: CurlConfiguration) {
        self.thread = thread
        self.multi = multi
        self.configuration = configuration
        let total = max(1, configuration.maxTotalConnections)
        lanes = TransferLanes(limitPerOrigin: configuration.maxConnectionsPerHost, limit: total)
        // The lanes let no more than `total` through, so libcurl makes room here by closing idle connections
        // and never has to put a transfer off.
        ccurl_multi_set_long(multi, CURLMOPT_MAX_TOTAL_CONNECTIONS, total)
        ccurl_multi_set_long(multi, CURLMOPT_MAXCONNECTS, total)
    }

    /// Works until the thread is stopped, asleep in between.
    func run() {
        while true {
            let (commands, isStopped) = thread.collect()
            for command in commands { obey(command) }
            if isStopped { break }
            admit()
            var running: Int32 = 0
            curl_multi_perform(multi, &running)
            finishCompleted()
            finishOverdue()
            if !lanes.hasNext { curl_multi_poll(multi, nil, 0, milliseconds(until: nextDeadline), nil) }
        }
        close()
    }

    private func obey(_ command: TransferThread.Command) {
        switch command {
        case .start(let submission):
            let transfer = Transfer(submission)
            transfers[submission.id] = transfer
            lanes.enqueue(transfer, origin: submission.request.target.origin)
            nextDeadline = nextDeadline.map { min($0, submission.deadline) } ?? submission.deadline
        case .cancel(let id):
            if let transfer = transfers[id] { abort(transfer, .cancelled) }
        }
    }

    private func admit() {
        while let transfer = lanes.next() {
            transfer.isAdmitted = true
            guard transfers[transfer.id] != nil else {
                // Cancelled or overdue while it waited.
                lanes.release(origin: transfer.origin)
                continue
            }
            let handle = spareHandles.popLast() ?? curl_easy_init()
            guard let handle else {
                complete(transfer, CURLE_OUT_OF_MEMORY)
                continue
            }
            let code = transfer.begin(on: handle, configuration)
            guard code == CURLE_OK else {
                complete(transfer, code)
                continue
            }
            if curl_multi_add_handle(multi, handle) != CURLM_OK { complete(transfer, CURLE_FAILED_INIT) }
        }
    }

    private func finishCompleted() {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let handle = message.pointee.easy_handle else {
                continue
            }
            let code = ccurl_message_result(message)
            var context: UnsafeMutableRawPointer?
            guard ccurl_get_private(handle, &context) == CURLE_OK, let context else { continue }
            // `transfers` holds it until the next line lets go of it.
            complete(Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue(), code)
        }
    }

    private func finishOverdue() {
        let now = ContinuousClock.now
        guard let due = nextDeadline, due <= now else { return }
        for transfer in transfers.values where transfer.deadline <= now { abort(transfer, .timeout) }
        nextDeadline = transfers.values.lazy.map(\.deadline).min()
    }

    private func close() {
        for transfer in transfers.values { abort(transfer, .shutDown) }
        thread.retire()
        for handle in spareHandles { curl_easy_cleanup(handle) }
        curl_multi_cleanup(multi)
    }

    private func complete(_ transfer: Transfer, _ code: CURLcode) {
        finish(transfer, transfer.outcome(code))
    }

    private func abort(_ transfer: Transfer, _ reason: CurlError.Reason) {
        finish(transfer, .failure(transfer.interrupted(reason)))
    }

    private func finish(_ transfer: Transfer, _ outcome: Submission.Outcome) {
        transfers[transfer.id] = nil
        if transfer.isAdmitted { lanes.release(origin: transfer.origin) }
        if let handle = transfer.end(removingFrom: multi) {
            if spareHandles.count < 32 { spareHandles.append(handle) } else { curl_easy_cleanup(handle) }
        }
        transfer.continuation.resume(returning: outcome)
    }

    private func milliseconds(until deadline: ContinuousClock.Instant?) -> Int32 {
        guard let deadline else { return 3_600_000 }
        // One more than the rest, so as not to wake a moment too early and then again.
        return Int32(clamping: (deadline - .now).milliseconds + 1)
    }
}

extension Duration {
    /// Whole milliseconds, at least 0.
    var milliseconds: Int {
        let (seconds, attoseconds) = components
        return max(0, Int(clamping: seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
    }
}
