// SPDX-License-Identifier: MIT
#include "core/trace/Names.h"

#include <algorithm>

namespace heddle {
namespace {

std::string lastPart(const std::string& path) {
    const std::size_t slash = path.rfind('/');
    return slash == std::string::npos ? path : path.substr(slash + 1);
}

template <class Shelf, class Info>
void put(Shelf& shelf, Info info) {
    if (shelf.byId.contains(info.id))
        return;
    const Info& kept = shelf.all.emplace_back(std::move(info));
    shelf.byId.emplace(kept.id, &kept);
}

template <class Shelf, class Key>
auto find(const Shelf& shelf, Key id) -> decltype(&shelf.all.front()) {
    const auto found = shelf.byId.find(id);
    return found == shelf.byId.end() ? nullptr : found->second;
}

template <class Info>
std::vector<const Info*> pointersTo(const std::deque<Info>& all) {
    std::vector<const Info*> pointers;
    pointers.reserve(all.size());
    for (const Info& info : all)
        pointers.push_back(&info);
    return pointers;
}

}  // namespace

std::string WorkerInfo::name() const {
    return lastPart(path);
}

std::string ObjectInfo::name() const {
    return lastPart(path);
}

void Names::add(WorkerInfo info) {
    const Locked locked(m_lock);
    put(m_workers, std::move(info));
}

void Names::add(ObjectInfo info) {
    const Locked locked(m_lock);
    put(m_objects, std::move(info));
}

void Names::add(SiteInfo info) {
    const Locked locked(m_lock);
    put(m_sites, std::move(info));
}

const WorkerInfo* Names::worker(WorkerId id) const {
    const Locked locked(m_lock);
    return find(m_workers, id);
}

const ObjectInfo* Names::object(ObjectId id) const {
    const Locked locked(m_lock);
    return find(m_objects, id);
}

const SiteInfo* Names::site(SiteId id) const {
    const Locked locked(m_lock);
    return find(m_sites, id);
}

std::vector<const WorkerInfo*> Names::workers() const {
    const Locked locked(m_lock);
    return pointersTo(m_workers.all);
}

std::vector<const WorkerInfo*> Names::workersAsMade() const {
    std::vector<const WorkerInfo*> all = workers();
    std::ranges::stable_sort(all, {}, &WorkerInfo::id);
    return all;
}

std::vector<const ObjectInfo*> Names::objects() const {
    const Locked locked(m_lock);
    return pointersTo(m_objects.all);
}

std::vector<const SiteInfo*> Names::sites() const {
    const Locked locked(m_lock);
    return pointersTo(m_sites.all);
}

std::size_t Names::count() const {
    const Locked locked(m_lock);
    return m_workers.all.size() + m_objects.all.size() + m_sites.all.size();
}

}  // namespace heddle
