import ArgumentParser
@main struct OCPPLogsCommand: ParsableCommand {}
