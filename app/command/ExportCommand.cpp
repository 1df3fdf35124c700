// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/command/ExportCommand.h"

#include "app/command/EndingSignals.h"
#include "app/command/Numbers.h"
#include "app/command/Speech.h"
#include "app/export/ExportTask.h"
#include "core/session/Lessons.h"
#include "core/trace/TraceFile.h"

#include <QGuiApplication>

#include <algorithm>
#include <cstdio>
#include <iostream>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <unistd.h>

namespace heddle {
namespace {

namespace fs = std::filesystem;

struct Arguments {
    std::string file, out, at;
    ExportWishes wishes;
    bool listsFormats = false;
};

int listFormats() {
    for (const ExportForm& form : exportForms())
        std::cout << form.name() << std::string(12 - form.name().size(), ' ') << form.what() << "\n";
    return writtenTo(std::cout);
}

// What was asked for, and where it goes.
struct Order {
    ExportTask task;
    std::optional<fs::path> out;  // none: standard output
};

Result<ExportTask> understoodWishes(const Arguments& typed) {
    ExportWishes wishes = typed.wishes;
    wishes.sourceFolders = {installedLessonsFolder().string()};
    if (typed.at.empty())
        return exportTaskFrom(wishes);
    const auto step = wholeNumberFrom("--at", typed.at, 0, std::numeric_limits<std::int64_t>::max());
    if (!step)
        return tl::unexpected(step.error());
    wishes.openAt = static_cast<std::int64_t>(*step);
    return exportTaskFrom(wishes);
}

Result<Order> understood(const Arguments& typed) {
    if (typed.file.empty() || typed.wishes.format.empty())
        return failure("export what, and to which form? Write heddle export FILE --to FORMAT");
    Result<ExportTask> task = understoodWishes(typed);
    if (!task)
        return tl::unexpected(task.error());
    if (!task->form.isStream() && typed.out == "-")
        return failure("-o - is not for " + typed.wishes.format + ", which is written to a file");
    auto trace = openTrace(typed.file);
    if (!trace)
        return tl::unexpected(trace.error());
    task->files = {typed.file};
    if (const Result<void> taken = takeTrace(*task, std::move(*trace), typed.wishes.range); !taken)
        return tl::unexpected(taken.error());
    Order order{std::move(*task), std::nullopt};
    if (typed.out != "-")
        order.out = typed.out.empty() ? fs::path(typed.file).replace_extension(order.task.form.ending())
                                      : fs::path(typed.out);
    return order;
}

// A picture needs nothing of the desktop: what Qt misses there is nothing to tell.
void keepQuiet(QtMsgType type, const QMessageLogContext& context, const QString& words) {
    if (type == QtFatalMsg || type == QtCriticalMsg)
        std::fprintf(stderr, "%s\n", qPrintable(qFormatLogMessage(type, context, words)));
}

// Without a window and without a display.
class Painting {
public:
    Painting() {
        qputenv("QT_QPA_PLATFORM", "offscreen");
        qInstallMessageHandler(keepQuiet);
        m_application.emplace(m_count, m_arguments);
    }

private:
    char m_name[7] = "heddle";
    char* m_arguments[2] = {m_name, nullptr};
    int m_count = 1;
    std::optional<QGuiApplication> m_application;
};

// How far it has come, for whoever looks: one line of a terminal, and nothing where there is none.
class ProgressLine {
public:
    explicit ProgressLine(const ExportForm& form) : m_counts(form.picture ? "picture " : "event ") {}
    ~ProgressLine() {
        if (m_length > 0)
            std::cerr << '\n';
    }
    ProgressLine(const ProgressLine&) = delete;
    void tell(std::int64_t done, std::int64_t all) {
        if (!m_isLookedAt)
            return;
        std::string words = m_counts + std::to_string(done) + " of " + std::to_string(all);
        const std::size_t length = words.size();
        words.resize(std::max(length, m_length), ' ');  // over what stands there
        std::cerr << '\r' << words << std::flush;
        m_length = length;
    }

private:
    std::string m_counts;
    bool m_isLookedAt = isatty(STDERR_FILENO) != 0;
    std::size_t m_length = 0;
};

// Ctrl+C ends it with nothing left behind.
Result<ExportReport> writeFile(const Order& order) {
    std::stop_source stopper;
    EndingSignals ending;
    ending.watch([&stopper] { stopper.request_stop(); });
    std::optional<Painting> painting;
    if (order.task.form.picture)
        painting.emplace();
    ProgressLine line(order.task.form);
    return perform(order.task, *order.out, stopper.get_token(),
                   [&line](std::int64_t done, std::int64_t all) { line.tell(done, all); });
}

Result<ExportReport> write(const Order& order) {
    if (order.out)
        return writeFile(order);
    ExportReport report;
    order.task.form.format->write(requestToWrite(order.task, report, {}), std::cout);
    addWarnings(order.task, report);
    return report;
}

// A page is handed on: what of this computer is in it is said.
void tellWritten(const Order& order, const ExportReport& report) {
    for (const std::string& warning : report.warnings)
        say("warning: " + warning);
    std::string words = order.out ? "wrote " + order.out->string() : std::string();
    if (order.task.form.isPage()) {
        words += words.empty() ? "the page has " : ", with ";
        words += report.sources.empty() ? "no source file" : "the source of ";
        for (std::size_t i = 0; i < report.sources.size(); ++i)
            words += (i == 0 ? "" : i + 1 < report.sources.size() ? ", " : " and ") + report.sources[i];
    }
    if (!words.empty())
        say(words);
    if (!report.missingLanguage.empty())
        say("there are no words in " + report.missingLanguage + " yet: what the page itself says is English");
}

int perform(const Arguments& typed) {
    if (typed.listsFormats)
        return listFormats();
    const Result<Order> order = understood(typed);
    if (!order)
        return saidAs(ExitCode::wrongUse, order.error().sentence);
    if (const Result<void> fitting = fits(order->task); !fitting)
        return saidAs(ExitCode::wrongUse, fitting.error().sentence);
    if (const Result<void> spared = order->out ? sparesTrace(order->task, *order->out) : Result<void>();
        !spared)
        return saidAs(ExitCode::wrongUse, spared.error().sentence);
    const Result<ExportReport> written = write(*order);
    if (!written)
        return saidAs(ExitCode::heddleFailed, written.error().sentence);
    tellWritten(*order, *written);
    return writtenTo(std::cout);
}

void addPageOptions(CLI::App* grammar, const std::shared_ptr<Arguments>& typed) {
    grammar->add_option("--at", typed->at, "Of html, dot and pictures: the step behind which it is")
        ->type_name("STEP");
    grammar->add_option("--note", typed->wishes.note, "Of html: what is to be read when it opens")
        ->type_name("TEXT");
    grammar->add_flag(
        "--no-source", [typed](std::int64_t) { typed->wishes.hasSource = false; },
        "Of html: leaves out the source files that its events name");
    grammar->add_option("--lang", typed->wishes.language, "Of html: in which language it speaks, en or ru")
        ->type_name("");
}

void addPictureOptions(CLI::App* grammar, const std::shared_ptr<Arguments>& typed) {
    grammar
        ->add_option("--theme", typed->wishes.picture.theme,
                     "Of a picture: light, dark or high-contrast; of html: light or dark")
        ->type_name("");
    grammar
        ->add_option("--size", typed->wishes.picture.size,
                     "Of a picture: 1600x900, or 1600 and as high as all lanes need")
        ->type_name("WxH");
    grammar
        ->add_option("--axis", typed->wishes.picture.axis,
                     "Of pictures and films: steps, or time; by default as the range")
        ->type_name("");
    grammar
        ->add_option("--scale", typed->wishes.picture.scale, "Of what has pixels: so many for each of these")
        ->type_name("S");
    grammar
        ->add_option("--show", typed->wishes.picture.show, "Of a picture or a film: timeline, stage or both")
        ->type_name("");
    grammar
        ->add_option("--speed", typed->wishes.picture.speed,
                     "Of a film: 1 shows all of it in about 20 s, 2 in half of that")
        ->type_name("F");
    grammar->add_option("--fps", typed->wishes.picture.fps, "Of a film: pictures a second, by default 20")
        ->type_name("N");
}

}  // namespace

Command exportCommand(CLI::App& app) {
    CLI::App* grammar = app.add_subcommand("export", "Write a trace in another form");
    auto typed = std::make_shared<Arguments>();
    grammar->add_option("FILE", typed->file, "A trace")->type_name("");
    grammar->add_option("--to", typed->wishes.format, "One of --formats")->type_name("FORMAT");
    grammar->add_option("-o,--output", typed->out, "Where to; - is standard output; by default beside FILE")
        ->type_name("OUT");
    grammar->add_option("--range", typed->wishes.range, "Only steps 10..20, or times 1ms..2.5ms")
        ->type_name("A..B");
    grammar
        ->add_option("--depth", typed->wishes.depth,
                     "Down to program (the default of pictures and films), library or system (of all else)")
        ->type_name("D");
    addPageOptions(grammar, typed);
    addPictureOptions(grammar, typed);
    grammar->add_flag("--formats", typed->listsFormats, "List the formats");
    return {grammar, [typed] { return perform(*typed); }};
}

}  // namespace heddle
