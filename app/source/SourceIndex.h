// SPDX-License-Identifier: GPL-3.0-or-later
// Which lines of which files a trace knows operations of.
#pragma once

#include "core/trace/Names.h"

#include <QString>
#include <QStringList>

#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

namespace heddle {

struct SourcePlace {
    int file = 0;  // of SourceIndex::files()
    int line = 1;
    friend bool operator==(const SourcePlace&, const SourcePlace&) = default;
};

struct KnownLine {
    QString function;           // as the compiler names it
    std::vector<SiteId> sites;  // a line can be called from several copies of a template
};

// Thread: one owner.
class SourceIndex {
public:
    explicit SourceIndex(const QStringList& files = {}) : m_files(files), m_lines(files.size()) {}

    bool catchUp(const Names& names);                     // true: it knows more than before
    const QStringList& files() const { return m_files; }  // as they were heard of
    const std::map<int, KnownLine>& linesOf(int file) const { return m_lines.at(file); }
    std::optional<SourcePlace> placeOf(SiteId site) const;
    std::vector<SiteId> sitesAt(const SourcePlace& place) const;

private:
    void add(const SiteInfo& site);

    QStringList m_files;
    std::vector<std::map<int, KnownLine>> m_lines;  // by file
    std::unordered_map<SiteId, SourcePlace> m_places;
    std::size_t m_known = 0, m_read = 0;  // names; sites of them
};

}  // namespace heddle
