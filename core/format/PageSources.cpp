// SPDX-License-Identifier: MIT
#include "core/format/PageSources.h"

#include "core/trace/Trace.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>
#include <unordered_map>

namespace heddle {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t largestBytes = 256 * 1024;

bool isSource(const fs::path& path) {
    static constexpr std::array<std::string_view, 14> endings{".cpp", ".cc",  ".cxx", ".c++", ".c",
                                                              ".h",   ".hpp", ".hh",  ".hxx", ".ipp",
                                                              ".inl", ".ixx", ".tcc", ".py"};
    const std::string ending = path.extension().string();
    return std::find(endings.begin(), endings.end(), ending) != endings.end();
}

bool liesIn(const fs::path& path, const fs::path& folder) {
    return std::mismatch(folder.begin(), folder.end(), path.begin(), path.end()).first == folder.end();
}

// The path that it has without links; empty where it is none to be read.
fs::path readable(const fs::path& path) {
    std::error_code error;
    const fs::path real = fs::canonical(path, error);
    const bool isFile = !error && fs::is_regular_file(real, error) && !error;
    return isFile && isSource(path) && isSource(real) ? real : fs::path();
}

fs::path found(const fs::path& name, const std::vector<std::string>& folders) {
    if (name.is_absolute())
        return readable(name);
    for (const std::string& folder : folders) {
        std::error_code error;
        const fs::path root = fs::canonical(folder, error);
        const fs::path path = error ? fs::path() : readable(root / name);
        if (!path.empty() && liesIn(path, root))
            return path;
    }
    return {};
}

}  // namespace

std::optional<std::string> sourceText(const std::string& name, const std::vector<std::string>& folders) {
    const fs::path path = found(name, folders);
    std::error_code error;
    if (path.empty() || fs::file_size(path, error) > largestBytes || error)
        return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    const bool isText = file && text.find('\0') == std::string::npos;
    return isText ? std::optional(text) : std::nullopt;
}

namespace {

struct PageFile {
    std::string name;
    std::uint32_t lastNamed = 0;  // the last line that an event names; 0: none does
};

std::optional<std::string> embedded(const PageFile& file, const ExportRequest& request) {
    if (!request.hasSource || file.lastNamed == 0)
        return std::nullopt;
    std::optional<std::string> text = sourceText(file.name, request.sourceFolders);
    if (!text)
        return std::nullopt;
    const bool endsInLine = !text->empty() && text->back() != '\n';
    const auto lines =
        static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n')) + (endsInLine ? 1 : 0);
    return file.lastNamed <= lines ? text : std::nullopt;
}

}  // namespace

void writeSources(JsonWriter& json, const ExportRequest& request, const std::set<SiteId>& named,
                  PageWords& words) {
    std::vector<PageFile> files;
    std::unordered_map<std::string, std::size_t> places;
    json.key("sites");
    json.beginArray();
    for (const SiteInfo* site : request.trace->names().sites()) {
        const auto [place, isNew] = places.try_emplace(site->file, files.size());
        if (isNew)
            files.push_back({site->file});
        if (named.contains(site->id))
            files[place->second].lastNamed =
                std::max(files[place->second].lastNamed, static_cast<std::uint32_t>(site->line));
        json.beginArray();
        json.value(site->id.number);
        json.value(place->second);
        json.value(site->line);
        json.endArray();
    }
    json.endArray();
    json.key("files");
    json.beginArray();
    for (const PageFile& file : files) {
        json.beginArray();
        json.value(words.of(file.name));
        if (const std::optional<std::string> text = embedded(file, request)) {
            json.value(*text);
            if (request.whenEmbedded)
                request.whenEmbedded(file.name);
        } else {
            json.null();
        }
        json.endArray();
    }
    json.endArray();
}

}  // namespace heddle
