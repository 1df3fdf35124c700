// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/ExportWork.h"

#include <utility>

namespace heddle {

ExportWork::ExportWork(QObject* parent)
    : QObject(parent), m_thread([this](const std::stop_token& ending) { workUntil(ending); }) {}

ExportWork::~ExportWork() {
    stop();
}

void ExportWork::begin(Job job) {
    m_isBusy = true;
    ++m_number;
    {
        const std::scoped_lock held(m_lock);
        m_stopper.request_stop();
        m_stopper = {};
        m_next = std::move(job);
        m_nextNumber = m_number;
    }
    m_isFilled.notify_one();
}

void ExportWork::stop() {
    const std::scoped_lock held(m_lock);
    m_stopper.request_stop();
}

void ExportWork::forget() {
    ++m_number;
    m_isBusy = false;
    stop();
}

void ExportWork::workUntil(const std::stop_token& ending) {
    for (;;) {
        std::unique_lock held(m_lock);
        if (!m_isFilled.wait(held, ending, [this] { return m_next != nullptr; }))
            return;
        const Job job = std::exchange(m_next, nullptr);
        const std::uint64_t number = m_nextNumber;
        const std::stop_token stop = m_stopper.get_token();
        held.unlock();
        Told told = job(stop);
        held.lock();
        m_told = std::move(told);
        m_toldNumber = number;
        held.unlock();
        QMetaObject::invokeMethod(this, "tell", Qt::QueuedConnection);
    }
}

void ExportWork::tell() {
    Told told;
    {
        const std::scoped_lock held(m_lock);
        if (m_toldNumber == m_number)
            told = std::exchange(m_told, nullptr);
    }
    if (!told)
        return;
    m_isBusy = false;
    told();
}

}  // namespace heddle
