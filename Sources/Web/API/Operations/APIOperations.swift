import Logging
import OCPPLog

/// Every operation of the API: a line for each. The router and the OpenAPI document are made from this table.
enum APIOperations {
    static func all(
        store: any EntryStore, settings: WebSettings, logger: Logger
    ) -> [APIOperation] {
        let entries = EntriesAPI(store: store, settings: settings)
        let imports = ImportAPI(service: settings.imports)
        let levels = LevelsAPI(settings: settings)
        let pins = PinsAPI(store: store, settings: settings)
        let chargers = ChargersAPI(store: store, settings: settings)
        let operations: [APIOperation] = [
            entries.list,
            imports.ndjson,
            entries.one,
            ContextAPI(store: store, settings: settings).operation,
            FacetsAPI(counting: settings.counting, settings: settings).operation,
            HistogramAPI(counting: settings.counting, settings: settings).operation,
            AnalysisAPI(store: store, settings: settings).operation,
            imports.file,
            SitesAPI(settings: settings).operation,
            chargers.list,
            chargers.one,
            TransactionsAPI(store: store, settings: settings).operation,
            TimelineAPI(store: store, settings: settings).operation,
            ConfigurationAPI(store: store, settings: settings).operation,
            FindingsAPI(store: store, settings: settings).findings,
            FindingsAPI.rules,
            AlertsAPI(source: settings.alerts).operation,
            ReadinessAPI(store: store, settings: settings).operation,
            ReportAPI(store: store, settings: settings).operation,
            ExplanationsAPI.operation,
            ParseAPI.operation,
            CallsAPI(sender: settings.calls).operation,
            StreamAPI(store: store, settings: settings).stream,
            ExportAPI(store: store, settings: settings, logger: logger).export,
            pins.list,
            pins.put,
            pins.delete,
            levels.set,
            levels.reset,
        ]
        return operations + [OpenAPIDocument.operation(beside: operations)]
    }
}
