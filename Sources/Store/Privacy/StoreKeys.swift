import Model

/// The keys with which a store is opened.
package struct StoreKeys: Hashable, Sendable {
    /// Under what new rows are sealed; nil: they are kept as they are.
    package var current: DataKey?
    /// Under what older rows may still lie; they are read, and nothing is written under them.
    package var old: [DataKey]

    /// No encryption at rest.
    package static let none = StoreKeys(current: nil)

    package init(current: DataKey?, old: [DataKey] = []) {
        self.current = current
        self.old = old
    }
}
