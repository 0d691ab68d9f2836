/// The texts compiled into the binary: locales, standard forms, policies and tables, by path
/// (`locales/zh-Hans/phrases/returnees.yaml`, `policies/missed-shift.yaml`).
///
/// A file of the same name in a bot's folder overrides one of these.
package enum StandardFiles {
    /// The text of one file, or nil where there is none of that path.
    package static func text(_ path: String) -> String? { all[path] }

    /// The paths that start with `prefix`, sorted.
    package static func paths(under prefix: String) -> [String] {
        all.keys.filter { $0.hasPrefix(prefix) }.sorted()
    }
}
