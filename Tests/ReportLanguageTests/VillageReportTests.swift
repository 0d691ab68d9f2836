import ReportLanguage
import Testing

struct VillageReportTests {
    @Test(arguments: [
        ("零报告", "zeroReport date=2022-01-22 unit=V03-01"),
        ("2组无异常", "zeroReport date=2022-01-22 unit=V03-02"),
        ("永胜村今日无返乡，零报告", "zeroReport date=2022-01-22 village=V03"),
        ("V03-02 昨天无异常 备注：小卖店关门了", "zeroReport date=2022-01-21 note=小卖店关门了 unit=V03-02"),
        ("平安村平安无事", "zeroReport date=2022-01-22 village=V11"),
        ("红旗村零报告", "zeroReport date=2022-01-22 !unknown:village(红旗村)"),
        (
            "#接龙\n各村零报告\n1. 兴隆村 零报告\n2. 新民 无异常",
            "zeroReport date=2022-01-22 village=V01\nzeroReport date=2022-01-22 village=V05"
        ),
        ("永胜村1组、2组零报告", "zeroReport date=2022-01-22 unit=V03-01\nzeroReport date=2022-01-22 unit=V03-02"),
        ("1组：零报告\n3组：零报告", "zeroReport date=2022-01-22 unit=V03-01\nzeroReport date=2022-01-22 unit=V03-03"),
        ("王家屯今日平安无事", "zeroReport date=2022-01-22 unit=V03-02"),
        ("5组零报告", "zeroReport date=2022-01-22 !unknown:unit(5组)"),
        ("第3号广播播完", "broadcastAck ref=B3 village=V03"),
        ("B3已播3遍", "broadcastAck ref=B3 times=3 village=V03"), ("已广播", "broadcastAck village=V03"),
        ("播完了两遍", "broadcastAck times=2 village=V03"),
        ("广播7号播放完毕 五次", "broadcastAck ref=B7 times=5 village=V03"),
        ("和平村　＃Ｂ８已播　４次", "broadcastAck ref=B8 times=4 village=V04"),
        ("📢b-11播完✅", "broadcastAck ref=B11 village=V03"),
    ])
    func `a unit's and a village's word is read`(text: String, summary: String) throws {
        #expect(try Township.read(text).summary == summary)
    }

    @Test func `the secretary of a village speaks for the village`() throws {
        #expect(try Township.read("零报告", from: "P009").summary == "zeroReport date=2022-01-22 village=V03")
        #expect(try Township.read("已播", from: "P117", in: "K12").summary == "broadcastAck village=V10")
    }
}
