// SPDX-License-Identifier: MIT
#include "core/format/Formats.h"

#include "core/format/ChromeFormat.h"
#include "core/trace/NewFile.h"

#include <algorithm>
#include <array>
#include <optional>
#include <streambuf>

namespace heddle {
namespace {

constexpr std::array<Format, 1> allFormats = {
    {{"chrome", ".json", "Chrome JSON, for ui.perfetto.dev and chrome://tracing", writeChrome}}};

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
    auto file = NewFile::create(path);
    if (!file)
        return tl::unexpected(file.error());
    FileBuffer buffer(**file);
    std::ostream out(&buffer);
    format.write(request, out);
    out.flush();
    if (buffer.problem())
        return tl::unexpected(*buffer.problem());
    return (*file)->reachDisk().and_then([&] { return (*file)->takePlace(); });
}

}  // namespace heddle
