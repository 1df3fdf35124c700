// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/PngExport.h"

#include "app/film/TimelineImage.h"

#include <QGuiApplication>

#include <cstdio>

namespace heddle {

namespace {

// A picture needs nothing of the desktop: what Qt misses there is nothing to tell.
void keepQuiet(QtMsgType type, const QMessageLogContext& context, const QString& words) {
    if (type == QtFatalMsg || type == QtCriticalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, words)));
}

}  // namespace

Result<void> exportPng(std::shared_ptr<const Trace> trace, const std::optional<TraceRange>& range,
                       const std::filesystem::path& path) {
    qputenv("QT_QPA_PLATFORM", "offscreen");
    char name[] = "heddle";
    char* arguments[] = {name, nullptr};
    int count = 1;
    qInstallMessageHandler(keepQuiet);
    const QGuiApplication application(count, arguments);
    PngOptions options;
    if (range) {
        options.axis = range->isInSteps ? Axis::steps : Axis::realTime;
        options.from = range->first;
        options.to = range->last;
    }
    return writeTimelinePng(std::move(trace), path, options);
}

}  // namespace heddle
