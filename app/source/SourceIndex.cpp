// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/SourceIndex.h"

#include <limits>
#include <utility>

namespace heddle {

namespace {

constexpr qsizetype mostFiles = 1000;  // a trace may tell anything

}  // namespace

bool SourceIndex::catchUp(const Names& names) {
    if (std::exchange(m_known, names.count()) == names.count())
        return false;
    const std::vector<const SiteInfo*> sites = names.sites();
    const std::size_t before = m_read;
    for (; m_read < sites.size(); ++m_read)
        add(*sites[m_read]);
    return m_read > before;
}

void SourceIndex::add(const SiteInfo& site) {
    if (site.file.empty() || site.line == 0 || site.line > std::numeric_limits<int>::max())
        return;
    const QString name = QString::fromStdString(site.file);
    qsizetype file = m_files.indexOf(name);
    if (file < 0) {
        if (m_files.size() >= mostFiles)
            return;
        file = m_files.size();
        m_files << name;
        m_lines.emplace_back();
    }
    const SourcePlace place{static_cast<int>(file), static_cast<int>(site.line)};
    KnownLine& line = m_lines[static_cast<std::size_t>(file)][place.line];
    line.function = QString::fromStdString(site.function);
    line.sites.push_back(site.id);
    m_places[site.id] = place;
}

std::optional<SourcePlace> SourceIndex::placeOf(SiteId site) const {
    const auto found = m_places.find(site);
    return found == m_places.end() ? std::nullopt : std::optional(found->second);
}

std::vector<SiteId> SourceIndex::sitesAt(const SourcePlace& place) const {
    if (place.file < 0 || place.file >= static_cast<int>(m_lines.size()))
        return {};
    const auto& lines = m_lines[static_cast<std::size_t>(place.file)];
    const auto found = lines.find(place.line);
    return found == lines.end() ? std::vector<SiteId>() : found->second.sites;
}

}  // namespace heddle
