// SPDX-License-Identifier: GPL-3.0-or-later
// Which boxes there are: many of a kind are folded into one.
#include "app/stage/StageSteps.h"

#include <QMap>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace heddle {

namespace {

constexpr std::size_t mostUnfoldedWorkers = 40, mostUnfoldedThings = 8, leastOfGroup = 6;

// The number that tells those of a series apart: the last of a path, at the end of one of its names.
struct Numbered {
    qsizetype from = 0, to = 0;  // its digits; empty: there is none

    explicit Numbered(const QString& path) {
        for (to = path.size(); to > 0; to = path.lastIndexOf(QLatin1Char('/'), to - 1)) {
            from = to;
            while (from > 0 && path[from - 1].isDigit())
                --from;
            if (from < to)
                return;
        }
        from = to = 0;
    }
    qulonglong of(const QString& path) const { return path.mid(from, to - from).toULongLong(); }
};

// "worker 0–63", "client 0–39/socket"
QString titleOf(const QString& first, const QString& last) {
    const Numbered number(first), end(last);
    QString word = first.left(number.from).section(QLatin1Char('/'), -1);
    while (!word.isEmpty() && (word.endsWith(QLatin1Char('-')) || word.endsWith(QLatin1Char('_'))))
        word.chop(1);
    return QStringLiteral("%1 %2\u2013%3%4")
        .arg(word, first.mid(number.from, number.to - number.from), last.mid(end.from, end.to - end.from),
             first.mid(number.to));
}

struct Folder {
    const StageCast& cast;
    const StageWishes& wishes;
    std::vector<StageBox> boxes;

    bool isShown(std::uint32_t place) const {
        const StageWorker& worker = cast.workers()[place];
        if (worker.depth > wishes.depth)
            return false;
        const StageProcess* process = cast.process(worker.process);
        return !(process && process->isKeeper && worker.depth == Depth::program);
    }

    template <class Each>
    void add(const QMap<QString, std::vector<std::uint32_t>>& groups, std::uint32_t place, const Each& all,
             StageBox box, std::size_t mostUnfolded) {
        const auto& of = all[place];
        const QString stem = stemOf(of.path);
        const auto found = groups.constFind(stem);
        const bool isGroup = !stem.isEmpty() && found != groups.constEnd() && found->size() >= leastOfGroup;
        box.members = {place};
        box.key = of.path;
        box.title = of.name;
        if (!isGroup) {
            boxes.push_back(std::move(box));
            return;
        }
        box.group = stem;
        box.groupTitle = titleOf(all[found->front()].path, all[found->back()].path);
        const bool isFolded = (found->size() > mostUnfolded) != wishes.turned.contains(stem);
        if (isFolded && found->front() != place)
            return;
        if (isFolded) {
            box.kind = box.isOfWorkers() ? StageBox::Kind::workers : StageBox::Kind::things;
            box.members = *found;
            box.key = stem;
            box.title = box.groupTitle;
            box.frame.reset();
        }
        boxes.push_back(std::move(box));
    }

    // As they are, but those of one name by their numbers, where the first of them is; and all of each name.
    template <class Each>
    static std::vector<std::uint32_t> inOrder(const Each& all, const std::vector<std::uint32_t>& shown,
                                              QMap<QString, std::vector<std::uint32_t>>& groups) {
        struct Place {
            std::uint32_t first;
            qulonglong number;
            std::uint32_t place;
        };
        std::vector<Place> places;
        QMap<QString, std::uint32_t> firsts;
        for (const std::uint32_t place : shown) {
            const QString& path = all[place].path;
            const QString stem = stemOf(path);
            const auto at = static_cast<std::uint32_t>(places.size());
            const auto first = stem.isEmpty() ? at : *firsts.insert(stem, firsts.value(stem, at));
            places.push_back({first, stem.isEmpty() ? 0 : Numbered(path).of(path), place});
        }
        std::sort(places.begin(), places.end(), [](const Place& a, const Place& b) {
            return std::tie(a.first, a.number, a.place) < std::tie(b.first, b.number, b.place);
        });
        std::vector<std::uint32_t> order;
        for (const Place& place : places) {
            order.push_back(place.place);
            groups[stemOf(all[place.place].path)].push_back(place.place);
        }
        return order;
    }

    void addWorkers() {
        std::vector<std::uint32_t> shown;
        for (std::uint32_t place = 0; place < cast.workers().size(); ++place)
            if (isShown(place))
                shown.push_back(place);
        QMap<QString, std::vector<std::uint32_t>> groups;
        for (const std::uint32_t place : inOrder(cast.workers(), shown, groups)) {
            StageBox box;
            if (cast.processCount() > 1)
                box.frame = cast.workers()[place].process;
            add(groups, place, cast.workers(), box, mostUnfoldedWorkers);
        }
    }

    void addThings(const std::vector<bool>& isShown) {
        std::vector<std::uint32_t> shown;
        for (std::uint32_t place = 0; place < cast.things().size(); ++place)
            if (isShown[place])
                shown.push_back(place);
        // Not by who used it first: that is another one in another order of the same program.
        std::stable_sort(shown.begin(), shown.end(), [this](std::uint32_t a, std::uint32_t b) {
            return cast.things()[a].path < cast.things()[b].path;
        });
        QMap<QString, std::vector<std::uint32_t>> groups;
        for (const std::uint32_t place : inOrder(cast.things(), shown, groups)) {
            StageBox box;
            box.kind = StageBox::Kind::thing;
            box.thing = cast.things()[place].kind;
            box.frame = cast.things()[place].keeper;
            add(groups, place, cast.things(), box, mostUnfoldedThings);
        }
    }
};

// Those that the lock protected in the other run, unless this one has told otherwise.
void addKnownWithin(StageBox& box, const StageCast& cast, const StagePlan& known) {
    const auto before = std::find_if(known.boxes.begin(), known.boxes.end(),
                                     [&box](const StageBox& each) { return each.key == box.key; });
    if (before == known.boxes.end() || before->withinKeys.isEmpty())
        return;
    for (std::uint32_t place = 0; place < cast.things().size(); ++place) {
        const StageThing& thing = cast.things()[place];
        const bool isThere = std::find(box.within.begin(), box.within.end(), place) != box.within.end();
        if (!isThere && before->withinKeys.contains(thing.path) &&
            cast.mayGuard(cast.things()[box.place()], thing))
            box.within.push_back(place);
    }
    std::sort(box.within.begin(), box.within.end());
}

// A variable that one lock protects is drawn once: in that lock, where that stands alone.
void putWithinLocks(std::vector<StageBox>& boxes, const StageCast& cast, const StagePlan* known) {
    std::set<std::uint32_t> within;
    for (StageBox& box : boxes)
        if (box.kind == StageBox::Kind::thing && box.thing == ThingKind::lock) {
            box.within = cast.guardedBy(cast.things()[box.place()]);
            if (known)
                addKnownWithin(box, cast, *known);
            for (const std::uint32_t place : box.within)
                box.withinKeys << cast.things()[place].path;
            within.insert(box.within.begin(), box.within.end());
        }
    for (StageBox& box : boxes)
        if (!box.isOfWorkers())
            std::erase_if(box.members, [&within](std::uint32_t member) { return within.count(member) > 0; });
    std::erase_if(boxes, [](const StageBox& box) { return box.members.empty(); });
}

// A fork copies it, so that no two processes share it.
bool isInProcess(ObjectKind kind) {
    switch (kind) {
    case ObjectKind::queue:
    case ObjectKind::lifoQueue:
    case ObjectKind::priorityQueue:
    case ObjectKind::mutex:
    case ObjectKind::recursiveMutex:
    case ObjectKind::readWriteLock:
    case ObjectKind::condition:
    case ObjectKind::semaphore:
    case ObjectKind::boundedSemaphore:
    case ObjectKind::eventFlag:
    case ObjectKind::barrier:
    case ObjectKind::shared:
    case ObjectKind::threadPool:
    case ObjectKind::future:
    case ObjectKind::timer:
        return true;
    default:
        return false;
    }
}

// A variable that no other process can see is drawn with the first worker of its process.
struct OwnMemory {
    std::vector<StageBox>& boxes;
    const StageCast& cast;
    std::map<ProcessId, StageBox*> firsts;
    std::map<QString, StageBox*> byKey;
    std::map<std::uint32_t, std::set<ProcessId>> users;

    OwnMemory(std::vector<StageBox>& all, const StageCast& told) : boxes(all), cast(told) {
        for (StageBox& box : boxes) {
            if (box.kind != StageBox::Kind::worker)
                continue;
            byKey[box.key] = &box;
            if (box.frame)
                firsts.try_emplace(*box.frame, &box);
        }
        for (const StageUse& use : cast.uses())
            users[use.thing].insert(cast.workers()[use.worker].process);
    }

    // What nobody has used yet is its maker's, who stands before it in its path.
    StageBox* ownerOf(std::uint32_t thing) const {
        const auto used = users.find(thing);
        if (used != users.end() && used->second.size() > 1)
            return nullptr;
        if (used != users.end()) {
            const auto first = firsts.find(*used->second.begin());
            return first == firsts.end() ? nullptr : first->second;
        }
        const QString& path = cast.things()[thing].path;
        const auto maker = byKey.find(path.left(path.lastIndexOf(QLatin1Char('/'))));
        return maker == byKey.end() || !maker->second->frame ? nullptr : firsts.at(*maker->second->frame);
    }

    // Where it was in the other run: then that is its place before a second process is there.
    StageBox* ownerIn(const StagePlan& known, const StageBox& variable) const {
        for (const StageBox& before : known.boxes)
            if (before.kind == StageBox::Kind::worker && before.withinKeys.contains(variable.key))
                if (const auto worker = byKey.find(before.key); worker != byKey.end())
                    return worker->second;
        return nullptr;
    }

    // What only one process can have stands in its frame.
    void frame() {
        if (cast.processCount() < 2)
            return;
        for (StageBox& box : boxes) {
            if (box.isOfWorkers() || box.frame)
                continue;
            StageBox* first = nullptr;
            const bool isOfOne =
                std::all_of(box.members.begin(), box.members.end(), [&](std::uint32_t member) {
                    StageBox* owner =
                        isInProcess(cast.things()[member].objectKind) ? ownerOf(member) : nullptr;
                    first = first ? first : owner;
                    return owner && owner == first;
                });
            if (isOfOne)
                box.frame = first->frame;
        }
    }

    void put(const StagePlan* known) {
        constexpr std::size_t mostWithMemory = 15;  // workers; of more there is room for names only
        if (byKey.size() > mostWithMemory)
            return;
        for (StageBox& box : boxes) {
            if (box.kind != StageBox::Kind::thing || box.members.size() != 1 ||
                cast.things()[box.place()].objectKind != ObjectKind::shared)
                continue;
            StageBox* owner = known ? ownerIn(*known, box) : nullptr;
            if (!owner && cast.processCount() > 1)
                owner = ownerOf(box.place());
            if (!owner)
                continue;
            owner->within.push_back(box.place());
            owner->withinKeys << box.key;
            box.members.clear();
        }
        std::erase_if(boxes, [](const StageBox& box) { return box.members.empty(); });
    }
};

// Names that repeat get what stands before them in their path: "client-0/to-desk".
void tellApart(std::vector<StageBox>& boxes) {
    QMap<QString, int> times;
    for (const StageBox& box : boxes)
        times[box.title] += box.kind == StageBox::Kind::thing ? 1 : 0;
    for (StageBox& box : boxes) {
        const QStringList path = box.key.split(QLatin1Char('/'));
        if (box.kind == StageBox::Kind::thing && times[box.title] > 1 && path.size() > 1)
            box.title = path[path.size() - 2] + QLatin1Char('/') + box.title;
    }
}

}  // namespace

QString stemOf(const QString& path) {
    const Numbered number(path);
    if (number.from == number.to)
        return {};
    const QString rest = path.mid(number.to);
    return rest.isEmpty() ? path.left(number.from) : path.left(number.from) + QLatin1Char('#') + rest;
}

std::vector<StageBox> foldedBoxes(const StageCast& cast, const StageWishes& wishes) {
    Folder folder{cast, wishes, {}};
    std::vector<bool> isUsed(cast.things().size()), isShown(cast.things().size());
    for (const StageUse& use : cast.uses()) {
        isUsed[use.thing] = true;
        if (use.depth <= wishes.depth && folder.isShown(use.worker))
            isShown[use.thing] = true;
    }
    for (std::size_t place = 0; place < isShown.size(); ++place)
        if (!isUsed[place] && cast.things()[place].isOfProgram)
            isShown[place] = true;
    folder.addWorkers();
    folder.addThings(isShown);
    putWithinLocks(folder.boxes, cast, wishes.known);
    if (wishes.hasOwnMemory)
        OwnMemory(folder.boxes, cast).put(wishes.known);
    OwnMemory(folder.boxes, cast).frame();
    tellApart(folder.boxes);
    return std::move(folder.boxes);
}

}  // namespace heddle
