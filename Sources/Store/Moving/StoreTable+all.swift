extension StoreTable {
    /// Every table but `store_info`, those that others refer to first.
    ///
    /// The one list of what a copy carries: a test holds it against the schema, table by table and column by column.
    static let all: [StoreTable] = work + reports + township

    private static let work = [
        // A counter at 0 says nothing: an engine may keep such rows to lock them.
        StoreTable("counters", key: "name", texts: "name", integers: "value", where: "value > 0"),
        StoreTable("leases", key: "name", texts: "name owner", integers: "until_at term"),
        StoreTable(
            "polls", key: "channel", texts: "channel position last_error", integers: "polled_at lag"),
        StoreTable(
            "inbox", key: "id",
            texts: """
                unique_key kind conversation account user_name content raw message_id reply_to state last_error outcome
                """,
            integers: """
                id mentions_bot is_direct is_from_bot written_at created_at attempt due_at finished_at
                """),
        StoreTable(
            "outbox", key: "id",
            texts: """
                unique_key conversation content mentions reply_to delivery cause state claimed_by last_error receipt
                """,
            integers: """
                id priority message created_at attempt due_at expires_at claimed_until finished_at bundle
                """),
        StoreTable(
            "lanes", key: "name", texts: "name", integers: "updated_at ready_at paused_until served_at",
            reals: "tokens"),
        StoreTable(
            "timers", key: "unique_key", texts: "unique_key kind subject state last_error",
            integers: "step due_at attempt retry_at created_at finished_at"),
        StoreTable(
            "audit", key: "id", texts: "actor action subject detail", integers: "id at message"),
        StoreTable("said", key: "name", texts: "name source", integers: "at"),
    ]

    private static let reports = [
        StoreTable(
            "reports", key: "number", texts: "form state chat account sender place content",
            integers: "number version message at merged_into purged_at"),
        StoreTable(
            "report_versions", key: "number version", texts: "form state chat account sender place content",
            integers: "number version message at merged_into"),
        StoreTable(
            "drafts", key: "report", texts: "chat account lacking", integers: "report asked_at expires_at"),
        StoreTable(
            "returnees", key: "report", texts: "name_key village unit arrival_day state content",
            integers: "report"),
        StoreTable("report_keys", key: "name", texts: "name source", integers: "report"),
        StoreTable("unit_reports", key: "unit day report", texts: "unit day", integers: "report stands"),
        StoreTable(
            "chains", key: "chat title_key form version", texts: "chat title_key form members source",
            integers: "version at"),
        StoreTable(
            "rectifications", key: "number", texts: "checkpoint state",
            integers: "number report opened_at closed_at told_by"),
        StoreTable("silences", key: "chat", texts: "chat person", integers: "from_at until_at"),
    ]

    private static let township = [
        StoreTable(
            "shifts", key: "id", texts: "id checkpoint staff state",
            integers: "from_at to_at required manned_at"),
        StoreTable(
            "check_ins", key: "shift identity_key report", texts: "shift identity_key name person",
            integers: "report at"),
        StoreTable(
            "cases", key: "number", texts: "policy subject place state closed_by",
            integers: "number step opened_at closed_at"),
        StoreTable("asks", key: "ref chat", texts: "ref chat people", integers: "asked_at expires_at"),
        StoreTable(
            "broadcasts", key: "number", texts: "sender chat audience title script state",
            integers: "number start_at times seconds created_at sent_at"),
        StoreTable(
            "broadcast_targets", key: "broadcast chat", texts: "chat place state acknowledged_by",
            integers: "broadcast times acknowledged_at"),
        StoreTable("people", key: "id", texts: "id name phone role place education", integers: "age"),
        StoreTable(
            "accounts", key: "account source", texts: "account source person", integers: "since_at"),
        StoreTable(
            "invitations", key: "hash", texts: "hash person spent_by",
            integers: "created_at expires_at spent_at"),
        StoreTable(
            "chats", key: "chat", texts: "chat purpose place unknown_senders shows account",
            integers: "since_at"),
        StoreTable("villages", key: "code", texts: "code name secretary"),
        StoreTable(
            "units", key: "code", texts: "code village hamlet name leader", integers: "households"),
        StoreTable("checkpoints", key: "code", texts: "code name place head", integers: "required"),
        StoreTable(
            "duty", key: "line", texts: "checkpoint days from_time to_time staff", integers: "line"),
    ]
}
