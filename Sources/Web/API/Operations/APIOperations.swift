import OCPPLog

/// Every operation of the API: a line for each. The router and the OpenAPI document are made from this table.
enum APIOperations {
    static func all(store: any EntryStore, settings: WebSettings) -> [APIOperation] {
        let entries = EntriesAPI(store: store, settings: settings)
        let imports = ImportAPI(service: settings.imports)
        let operations: [APIOperation] = [
            entries.list,
            imports.ndjson,
            entries.one,
            CallsAPI(sender: settings.calls).operation,
        ]
        return operations + [OpenAPIDocument.operation(beside: operations)]
    }
}
