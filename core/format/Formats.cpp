// SPDX-License-Identifier: MIT
#include "core/format/Formats.h"

#include "core/format/ChromeFormat.h"
#include "core/format/CsvFormat.h"
#include "core/format/DotFormat.h"
#include "core/format/HtmlFormat.h"
#include "core/format/JsonLinesFormat.h"
#include "core/format/MermaidFormat.h"
#include "core/format/PerfettoFormat.h"
#include "core/format/SqliteFormat.h"
#include "core/format/TextFormat.h"
#include "core/trace/NewFile.h"

#include <algorithm>
#include <array>
#include <optional>
#include <streambuf>

namespace heddle {
namespace {

constexpr std::array<Format, 10> allFormats = {
    {{"html", ".html", "One page that plays the run, for a browser", FormatGroup::page, writeHtml, nullptr,
      fitsPage},
     {"chrome", ".json", "Chrome JSON, for ui.perfetto.dev, chrome://tracing and speedscope",
      FormatGroup::viewers, writeChrome},
     {"perfetto", ".perfetto-trace", "Perfetto's protocol buffers, with source lines", FormatGroup::viewers,
      writePerfetto},
     {"csv", ".csv", "All events as a table, for spreadsheets", FormatGroup::tables, writeCsv},
     {"jsonl", ".jsonl", "All events, a JSON object a line", FormatGroup::tables, writeJsonLines},
     {"sqlite", ".sqlite", "A database: workers, objects, events, messages", FormatGroup::tables, nullptr,
      writeSqlite},
     {"text", ".txt", "The run as sentences", FormatGroup::texts, writeText},
     {"mermaid", ".mmd", "A sequence diagram, for Markdown; of a --range", FormatGroup::texts, writeMermaid},
     {"dot", ".dot", "Graphviz: who uses, holds and waits for what, at an instant", FormatGroup::texts,
      writeDot, nullptr, nullptr, true},
     {"dot-waits", ".waits.dot", "Graphviz: who waits for whom, at an instant", FormatGroup::texts,
      writeDotWaits, nullptr, nullptr, true}}};

// What a stream needs to write into a NewFile. Remembers why a write failed. Thread: one owner.
class FileBuffer : public std::streambuf {
public:
    explicit FileBuffer(NewFile& file) : m_file(file) {
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
    }

    const std::optional<Error>& problem() const { return m_problem; }

protected:
    int sync() override {
        const auto bytes = std::as_bytes(std::span(pbase(), pptr()));
        setp(m_bytes.data(), m_bytes.data() + m_bytes.size());
        if (const auto written = m_file.append(bytes); !written)
            m_problem = written.error();
        return m_problem ? -1 : 0;
    }
    int_type overflow(int_type next) override {
        if (sync() != 0)
            return traits_type::eof();
        return traits_type::eq_int_type(next, traits_type::eof()) ? traits_type::not_eof(next)
                                                                  : sputc(traits_type::to_char_type(next));
    }

private:
    NewFile& m_file;
    std::array<char, 64 * 1024> m_bytes{};
    std::optional<Error> m_problem;
};

Result<void> writeStream(const Format& format, const ExportRequest& request, NewFile& file) {
    FileBuffer buffer(file);
    std::ostream out(&buffer);
    format.write(request, out);
    out.flush();
    return buffer.problem() ? tl::unexpected(*buffer.problem()) : Result<void>();
}

Result<void> fillFile(const Format& format, const ExportRequest& request, const NewFile& file,
                      const std::string& writing) {
    if (file.growingPath().empty())
        return failure(writing + "this format takes a plain file");
    return format.fill(request, file.growingPath()).map_error([&](const Error& error) {
        return Error{writing + error.sentence};
    });
}

}  // namespace

std::span<const Format> formats() {
    return allFormats;
}

const Format* formatNamed(std::string_view name) {
    const auto found = std::find_if(allFormats.begin(), allFormats.end(),
                                    [&](const Format& format) { return format.name == name; });
    return found == allFormats.end() ? nullptr : &*found;
}

Result<void> exportTrace(const Format& format, const ExportRequest& request,
                         const std::filesystem::path& path) {
    const std::string writing = "write \"" + path.string() + "\": ";
    if (const Result<void> fits = format.fits ? format.fits(request) : Result<void>(); !fits)
        return failure(writing + fits.error().sentence);
    auto file = NewFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    const Result<void> written =
        format.fill ? fillFile(format, request, **file, writing) : writeStream(format, request, **file);
    if (!written)
        return written;
    if (request.stop.stop_requested())
        return failure(writing + "it was stopped, and nothing of it was kept");
    return (*file)->reachDisk().and_then([&] { return (*file)->takePlace(); });
}

}  // namespace heddle
