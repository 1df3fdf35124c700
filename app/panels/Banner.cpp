// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/panels/Banner.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QStyle>
#include <QToolButton>

namespace heddle {

Banner::Banner(QWidget* parent) : QFrame(parent), m_mark(new QLabel(this)), m_sentence(new QLabel(this)) {
    setObjectName(QStringLiteral("banner"));
    m_mark->setObjectName(QStringLiteral("banner.mark"));
    m_sentence->setObjectName(QStringLiteral("banner.sentence"));
    m_sentence->setTextFormat(Qt::PlainText);  // what it says may come from a file or a program
    m_sentence->setWordWrap(true);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("banner.close"));
    close->setText(QStringLiteral("✕"));
    close->setAccessibleName(tr("Put this message away"));
    close->setToolTip(close->accessibleName());
    connect(close, &QToolButton::clicked, this, &Banner::putAway);
    auto* row = new QHBoxLayout(this);
    const int margin = fontMetrics().height();
    row->setContentsMargins(margin, margin / 2, margin / 2, margin / 2);
    row->setSpacing(margin / 2);
    row->addWidget(m_mark, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    row->addWidget(close, 0, Qt::AlignTop);
    hide();
}

void Banner::say(Tone tone, const QString& sentence) {
    const char* name = tone == Tone::trouble ? "trouble" : tone == Tone::refusal ? "refusal" : "note";
    setProperty("tone", name);
    m_mark->setText(tone == Tone::trouble   ? QStringLiteral("⊘")
                    : tone == Tone::refusal ? QStringLiteral("!")
                                            : QStringLiteral("i"));
    m_sentence->setText(sentence);
    setAccessibleName(sentence);
    for (QWidget* each :
         {static_cast<QWidget*>(this), static_cast<QWidget*>(m_mark), static_cast<QWidget*>(m_sentence)}) {
        each->style()->unpolish(each);
        each->style()->polish(each);
    }
    show();
}

void Banner::putAway() {
    m_sentence->clear();
    hide();
}

QString Banner::sentence() const {
    return m_sentence->text();
}

}  // namespace heddle
