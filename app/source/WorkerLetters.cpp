// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/source/WorkerLetters.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

namespace heddle {

namespace {

constexpr int mostLetters = 4;

// "worker-12" is "worker-" and "12".
struct Parts {
    QString stem, number;
};

Parts partsOf(const QString& name) {
    qsizetype at = name.size();
    while (at > 0 && name[at - 1].isDigit())
        --at;
    return {name.left(at), name.mid(at)};
}

int shared(const QString& a, const QString& b) {
    const auto [end, unused] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
    return static_cast<int>(end - a.begin());
}

// Of each stem as much of its start as tells it from the others; in their order its neighbours are most like
// it.
std::map<QString, QString> startsOf(const std::set<QString>& stems) {
    std::map<QString, QString> starts;
    for (auto stem = stems.begin(); stem != stems.end(); ++stem) {
        const int before = stem == stems.begin() ? 0 : shared(*std::prev(stem), *stem);
        const int behind = std::next(stem) == stems.end() ? 0 : shared(*stem, *std::next(stem));
        starts[*stem] = stem->left(std::min(std::max(before, behind) + 1, mostLetters));
    }
    return starts;
}

}  // namespace

void WorkerLetters::learn(const Names& names) {
    if (m_known == names.count())
        return;
    m_known = names.count();
    const std::vector<const WorkerInfo*> workers = names.workers();
    std::set<QString> stems, numbered;
    for (const WorkerInfo* worker : workers) {
        if (worker->depth != Depth::program)
            continue;
        const Parts parts = partsOf(QString::fromStdString(worker->name()));
        (parts.number.isEmpty() ? stems : numbered).insert(parts.stem);
    }
    const bool isNumberEnough = numbered.size() <= 1;
    if (!isNumberEnough)
        stems.merge(numbered);
    const std::map<QString, QString> starts = startsOf(stems);
    m_letters.clear();
    for (const WorkerInfo* worker : workers) {
        const Parts parts = partsOf(QString::fromStdString(worker->name()));
        const auto start = starts.find(parts.stem);
        const bool isNumber = isNumberEnough && !parts.number.isEmpty();
        m_letters[worker->id] =
            isNumber || start == starts.end() ? parts.number : start->second + parts.number;
    }
}

QString WorkerLetters::of(WorkerId worker) const {
    const auto found = m_letters.find(worker);
    return found == m_letters.end() ? QStringLiteral("?") : found->second;
}

}  // namespace heddle
