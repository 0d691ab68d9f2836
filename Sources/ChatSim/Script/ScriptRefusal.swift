/// Why the simulator does not do what a script asked.
package struct ScriptRefusal: Error, Equatable, CustomStringConvertible {
    /// What was wrong with the request, for whoever wrote the script.
    package let what: String
    /// The HTTP status that says so.
    package var status = 400
    /// What was wrong.
    package var description: String { what }
}
