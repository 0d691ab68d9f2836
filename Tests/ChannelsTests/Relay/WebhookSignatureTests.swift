import Foundation
import Model
import Testing

@testable import Channels

struct WebhookSignatureTests {
    @Test func `the vector of Standard Webhooks comes out`() throws {
        let signature = try #require(WebhookSignature(Secret("whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3")))
        let headers = signature.headers(
            id: "msg_1", at: testMoment, body: Array(#"{"type":"x","data":{}}"#.utf8))
        #expect(headers.map(\.name) == ["webhook-id", "webhook-timestamp", "webhook-signature"])
        #expect(
            headers.map(\.value) == [
                "msg_1", "1700000000", "v1,gIDC9nQVfvZAd9jsAddIH26cXcdDrf6/bDasdB1xepU=",
            ])
    }

    @Test(arguments: ["", "whsec_", "whsec_not base64!", "plain words"])
    func `a secret that is not base64 is refused`(text: String) {
        #expect(WebhookSignature(Secret(text)) == nil)
    }
}
