import Foundation
import Model
import ReportLanguage

struct BroadcastDesk {
    func preview(_ command: Command, from message: ReceivedMessage, in ruling: inout Ruling) throws {}
    func confirm(_ number: Int, from message: ReceivedMessage, in ruling: inout Ruling) throws {}
    func withdraw(_ number: Int, from message: ReceivedMessage, in ruling: inout Ruling) throws {}
    func start(_ timers: [DurableTimer], in ruling: inout Ruling) throws {}
}
struct BroadcastChase {
    func look(_ timers: [DurableTimer], in ruling: inout Ruling) throws {}
}
