import Foundation
import Glibc
import Model
import Store

/// A look of the operator at people's data as it is: written down before anything is shown.
struct OperatorLook {
    private let entry: AuditEntry

    /// - Parameters:
    ///   - command: `trace`, `export` or `dead`.
    ///   - subject: what was looked at, as the operator named it.
    init(_ command: String, _ subject: String, detail: String = "") {
        entry = AuditEntry(actor: Self.actor, action: "look." + command, subject: subject, detail: detail)
    }

    /// Keeps the look in the audit; without it nothing is to be shown.
    func note(in store: GatewayStore) async throws(StoreError) {
        let entry = entry
        _ = try await store.commit(now: Date()) { _ in
            var decision = Decision(.commanded)
            decision.audit = [entry]
            return decision
        }
    }

    /// Who is at the machine: `os:name`, and for whom when it is root by sudo.
    private static var actor: String {
        let user = getuid()
        let name = getpwuid(user).map { String(cString: $0.pointee.pw_name) } ?? String(user)
        let caller = user == 0 ? ProcessInfo.processInfo.environment["SUDO_USER"] : nil
        return "os:" + name + (caller.map { " for " + $0 } ?? "")
    }
}
